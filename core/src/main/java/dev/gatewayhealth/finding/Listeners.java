package dev.gatewayhealth.finding;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who are told of findings, each guarded from the others and the watchdog from all of them. */
final class Listeners {

    private final List<Guarded> listeners = new CopyOnWriteArrayList<>();
    private final Consumer<String> problems;

    Listeners(Consumer<String> problems) {
        this.problems = problems;
    }

    void add(FindingListener listener) {
        listeners.add(new Guarded(listener, problems));
    }

    void tell(Entry.Turn turn, Finding finding) {
        for (Guarded each : listeners) {
            each.tell(turn, finding);
        }
    }

    /** One listener, and whether it has thrown before. */
    private static final class Guarded {

        private final FindingListener listener;
        private final Consumer<String> problems;
        private boolean thrown;

        Guarded(FindingListener listener, Consumer<String> problems) {
            this.listener = listener;
            this.problems = problems;
        }

        /** Whatever a listener throws ends here, an Error too: it is foreign code on our only thread. */
        void tell(Entry.Turn turn, Finding finding) {
            try {
                switch (turn) {
                    case BEGAN -> listener.began(finding);
                    case CHANGED -> listener.changed(finding);
                    case ENDED -> listener.ended(finding);
                    case NONE -> {}
                }
            } catch (Throwable e) {
                complain(e);
            }
        }

        private void complain(Throwable e) {
            if (thrown) {
                return;
            }
            thrown = true;
            try {
                problems.accept(listener.getClass().getName() + " failed at a finding and is asked again at the next; "
                        + "further failures of it are not reported: " + e);
            } catch (Throwable worse) {
                // There is nobody left to tell.
            }
        }
    }
}
