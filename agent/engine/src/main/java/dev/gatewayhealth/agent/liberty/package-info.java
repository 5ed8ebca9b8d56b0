/** Open Liberty and its like, by their channel framework: where it is hooked and what its objects say. */
@NullMarked
package dev.gatewayhealth.agent.liberty;

import org.jspecify.annotations.NullMarked;
