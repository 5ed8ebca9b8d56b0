/** A web application that has the servlet library. */
@NullMarked
package dev.gatewayhealth.samples.war;

import org.jspecify.annotations.NullMarked;
