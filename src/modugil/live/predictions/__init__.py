"""When each vehicle will be where: learnt from what vehicles were observed to do."""
