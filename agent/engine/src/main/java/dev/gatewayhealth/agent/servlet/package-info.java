/** Any servlet container nobody here knows: what its servlets show of a request. Request threads call it. */
@NullMarked
package dev.gatewayhealth.agent.servlet;

import org.jspecify.annotations.NullMarked;
