"""Looking at single cases: filters with a name, and bundles of chosen cases for a colleague. No Qt."""
