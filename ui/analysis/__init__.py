"""What brings the evidence of many articles together, in windows beside the main one."""
