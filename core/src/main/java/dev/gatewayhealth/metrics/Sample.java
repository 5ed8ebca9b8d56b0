package dev.gatewayhealth.metrics;

import java.util.Map;

/**
 * One number of one meter at one instant.
 *
 * @param tags of low cardinality, in the order of the meter's own; empty for a meter without tags
 */
record Sample(Map<String, String> tags, double value) {}
