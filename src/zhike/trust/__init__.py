"""What is protected, who saw it, who changed it: the actor, the scope, the journal."""
