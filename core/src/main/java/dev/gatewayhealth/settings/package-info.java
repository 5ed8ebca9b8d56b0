/** The keys an operator may set, in one place for every form. */
@NullMarked
package dev.gatewayhealth.settings;

import org.jspecify.annotations.NullMarked;
