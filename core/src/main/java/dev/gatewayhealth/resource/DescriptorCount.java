package dev.gatewayhealth.resource;

/** One way to count the open file descriptors of this process. */
@FunctionalInterface
interface DescriptorCount {

    /**
     * How many are open of at most so many; the limit itself where counting fails because none is left.
     *
     * @throws java.io.IOException if it cannot be known, with the reason as its message
     */
    double count(double limit) throws java.io.IOException;
}
