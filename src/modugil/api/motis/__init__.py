"""The API of MOTIS: `plan` and `stoptimes`, as its clients ask for them."""
