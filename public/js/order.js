// The order of lessons.
