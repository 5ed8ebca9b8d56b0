/** The immutable picture of one instant, and the bytes a poll gets to see. */
@NullMarked
package dev.gatewayhealth.report;

import org.jspecify.annotations.NullMarked;
