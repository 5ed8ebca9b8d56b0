package dev.gatewayhealth.resource;

/**
 * What a connector says of its connections; implemented beside each container, called by the watchdog thread. Must not block.
 */
public interface ConnectionGauge {

    /** {@return the connector for people: {@code connector :8080}} */
    String connector();

    /** {@return what to change for more connections, in the words of that server} */
    String setting();

    /** {@return what to change so that idle connections are let go sooner, in the words of that server} */
    String idleSetting();

    /** {@return the connections it holds, idle ones included; negative where it does not count them, or does not take any now} */
    long open();

    /** {@return the most it holds at once; 0 or less where there is no bound} */
    long max();

    /** {@return what it asked the kernel for when it began to listen, {@code listen(2)}; 0 or less where it does not say} */
    long backlog();

    /** {@return what to change for a longer accept queue, in the words of that server} */
    String backlogSetting();
}
