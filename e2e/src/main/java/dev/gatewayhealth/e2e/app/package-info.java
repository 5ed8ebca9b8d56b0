/** The app under test: one servlet for each way a service can trouble the gateway in front of it. */
@NullMarked
package dev.gatewayhealth.e2e.app;

import org.jspecify.annotations.NullMarked;
