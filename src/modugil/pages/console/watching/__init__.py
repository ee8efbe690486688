"""What staff look at: the fleet, its lines and runs, how it is driven, how right we were."""
