package dev.gatewayhealth.finding;

/** Told when a finding begins and when it ends; called on the watchdog thread, which it must not hold up. */
public interface FindingListener {

    void began(Finding finding);

    void ended(Finding finding);

    /** The finding goes on, but matters more or less than before. */
    default void changed(Finding finding) {}
}
