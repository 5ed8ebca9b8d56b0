package dev.gatewayhealth.finding;

/** Told when a finding begins and when it ends; called on the watchdog thread, which it must not hold up. */
public interface FindingListener {

    /**
     * The finding is new, or begins again after it had ended.
     *
     * @param finding as it is from now on, active
     */
    void began(Finding finding);

    /**
     * The finding is over.
     *
     * @param finding with the time it ended
     */
    void ended(Finding finding);

    /**
     * The finding goes on, but matters more or less than before.
     *
     * @param finding with the severity it has from now on
     */
    default void changed(Finding finding) {}
}
