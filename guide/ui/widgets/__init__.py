"""Small widgets that know nothing of articles, notes or bodies."""
