package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.Monitor;
import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.finding.FindingListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those on the other side of the bridge who are told of findings, each guarded from the others. */
final class Subscriptions implements FindingListener {

    private final List<Consumer<Map<String, Object>>> listeners = new CopyOnWriteArrayList<>();
    private boolean listening;

    /** Listens to that monitor, once. */
    synchronized void to(Monitor monitor) {
        if (!listening) {
            listening = true;
            monitor.listen(this);
        }
    }

    /** What it returns ends the subscription, so that an application which is undeployed is not kept alive by us. */
    Runnable add(Consumer<Map<String, Object>> listener) {
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
                Stderr.say("a listener of the application failed at " + told.get("code") + ": " + e);
            }
        }
    }
}
