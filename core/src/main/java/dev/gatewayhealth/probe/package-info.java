/** Asks the service's own listeners for an answer, as the gateway would. */
@NullMarked
package dev.gatewayhealth.probe;

import org.jspecify.annotations.NullMarked;
