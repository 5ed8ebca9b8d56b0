/** Leaving without anybody noticing: readiness is taken back first, and the service stops when the gateway has let go of it. */
@NullMarked
package dev.gatewayhealth.drain;

import org.jspecify.annotations.NullMarked;
