/** Gateway Health in a Spring Boot service: adding the starter registers filter and endpoint. */
@NullMarked
package dev.gatewayhealth.spring;

import org.jspecify.annotations.NullMarked;
