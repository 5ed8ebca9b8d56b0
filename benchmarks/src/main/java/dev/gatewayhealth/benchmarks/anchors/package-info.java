/** The benchmark against the anchors: what other agents cost beside ours, in one run, and whether our bars are met. */
@NullMarked
package dev.gatewayhealth.benchmarks.anchors;

import org.jspecify.annotations.NullMarked;
