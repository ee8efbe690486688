"""What operators are told: codes and numbers; words in a language belong to the pages."""
