"""Tables written for other programs: thesauri, FollowTheMoney, search engines, spaCy."""
