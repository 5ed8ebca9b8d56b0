package dev.gatewayhealth.metrics;

import java.util.Map;

/**
 * One number of one meter at one instant.
 *
 * @param tags of low cardinality, in the order of the meter's own; empty for a meter without tags
 * @param value of a histogram's bucket, how many lie in it
 * @param sum of a histogram's bucket, what they come to; elsewhere 0
 */
record Sample(Map<String, String> tags, double value, double sum) {

    Sample(Map<String, String> tags, double value) {
        this(tags, value, 0);
    }
}
