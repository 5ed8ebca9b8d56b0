/** A service that has the Spring Boot starter. */
@NullMarked
package dev.gatewayhealth.samples.starter;

import org.jspecify.annotations.NullMarked;
