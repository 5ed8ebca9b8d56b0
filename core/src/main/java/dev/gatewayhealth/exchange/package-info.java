/** The requests in flight and the clocks they run against. */
@NullMarked
package dev.gatewayhealth.exchange;

import org.jspecify.annotations.NullMarked;
