/** The fault laboratory: one class for each way to fail that a service can cause behind nginx. */
@NullMarked
package dev.gatewayhealth.e2e.lab;

import org.jspecify.annotations.NullMarked;
