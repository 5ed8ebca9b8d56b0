/** The monitor: contract, exchanges, resources, watch and report put together, once a JVM. */
@NullMarked
package dev.gatewayhealth;

import org.jspecify.annotations.NullMarked;
