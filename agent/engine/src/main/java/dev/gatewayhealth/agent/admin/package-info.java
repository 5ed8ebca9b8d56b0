/** The admin listener: a small HTTP server of our own, for when the service's has no thread or descriptor left. */
@NullMarked
package dev.gatewayhealth.agent.admin;

import org.jspecify.annotations.NullMarked;
