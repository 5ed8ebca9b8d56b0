/** The report as meters. */
@NullMarked
package dev.gatewayhealth.metrics;

import org.jspecify.annotations.NullMarked;
