/** A service nobody prepared for Gateway Health, which does what services do when they are in trouble. */
@NullMarked
package dev.gatewayhealth.samples.boot;

import org.jspecify.annotations.NullMarked;
