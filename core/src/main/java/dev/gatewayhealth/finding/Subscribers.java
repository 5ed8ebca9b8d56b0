package dev.gatewayhealth.finding;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those in an application who are told of findings as maps, each guarded from the others. */
public final class Subscribers implements FindingListener {

    private final List<Consumer<Map<String, Object>>> listeners = new CopyOnWriteArrayList<>();
    private final Consumer<String> problems;

    /**
     * Nobody, for now.
     *
     * @param problems where a line goes when a subscriber fails
     */
    public Subscribers(Consumer<String> problems) {
        this.problems = problems;
    }

    /**
     * {@return what ends the subscription} An application that is undeployed is not kept alive by us.
     *
     * @param listener gets {@link FindingMap}s on the watchdog thread; what it throws is told once and goes no further
     */
    public Runnable add(Consumer<Map<String, Object>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void began(Finding finding) {
        tell("began", finding);
    }

    @Override
    public void changed(Finding finding) {
        tell("changed", finding);
    }

    @Override
    public void ended(Finding finding) {
        tell("ended", finding);
    }

    private void tell(String turn, Finding finding) {
        if (listeners.isEmpty()) {
            return;
        }
        Map<String, Object> told = FindingMap.of(turn, finding);
        for (Consumer<Map<String, Object>> each : listeners) {
            try {
                each.accept(told);
            } catch (Throwable e) {
                // Foreign code on our only thread; it is told of the next one all the same.
                problems.accept("a listener of the application failed at " + told.get("code") + ": " + e);
            }
        }
    }
}
