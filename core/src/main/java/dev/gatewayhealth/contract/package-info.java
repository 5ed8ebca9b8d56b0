/** What the gateway will tolerate, per location; every value remembers its source. */
@NullMarked
package dev.gatewayhealth.contract;

import org.jspecify.annotations.NullMarked;
