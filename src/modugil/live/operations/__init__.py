"""What those who run the buses look at: service, driving, terminals, and how right we were."""
