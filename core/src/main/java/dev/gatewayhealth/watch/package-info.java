/** Turns exchanges and resources into findings, on one thread. */
@NullMarked
package dev.gatewayhealth.watch;

import org.jspecify.annotations.NullMarked;
