/** From the text of an nginx configuration to the contract, the way nginx reads it. */
@NullMarked
package dev.gatewayhealth.nginx;

import org.jspecify.annotations.NullMarked;
