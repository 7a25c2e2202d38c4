"""What words come to: times, places, actors; and which record they belong to."""
