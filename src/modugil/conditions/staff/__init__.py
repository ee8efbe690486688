"""What staff tell the public: alerts, cancellations and detours, with times and what they touch."""
