/** One test class for each way to fail: what the client got, what nginx logged, what was found, and that it was found first. */
@NullMarked
package dev.gatewayhealth.e2e;

import org.jspecify.annotations.NullMarked;
