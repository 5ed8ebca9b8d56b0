package dev.gatewayhealth.resource;

/** What a resource answered when asked: its usage, or why it cannot be known. */
public sealed interface Reading permits Usage, Absent {}
