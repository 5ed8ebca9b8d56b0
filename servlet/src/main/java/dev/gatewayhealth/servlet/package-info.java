/** Gateway Health for services that cannot attach an agent: a filter that follows requests and answers the endpoint. */
@NullMarked
package dev.gatewayhealth.servlet;

import org.jspecify.annotations.NullMarked;
