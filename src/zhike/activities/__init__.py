"""What we do with customers: tasks ahead, touches done, promises given."""
