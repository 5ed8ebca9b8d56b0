/** What runs out: used, limit, trend and forecast. */
@NullMarked
package dev.gatewayhealth.resource;

import org.jspecify.annotations.NullMarked;
