package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import java.util.function.Consumer;
import java.util.function.Function;

/** What makes a fault go away, taken from what the finding advises. */
interface Cure {

    /** Whether the finding advises it. */
    boolean advised(Remedies said);

    /** The location with it. */
    default String location(String directives, Remedies said) {
        return directives;
    }

    /** The upstream block with it. */
    default String upstream(String directives, Remedies said) {
        return directives;
    }

    /** The service with it. */
    default void service(ServiceUnderTest.Recipe recipe) {}

    /** Whether it takes another start of the service. */
    default boolean restarts() {
        return false;
    }

    /** The same once more. */
    default Answer happen(Fault fault, Rig rig) {
        return fault.happen(rig);
    }

    /** nginx's side of the finding's remedies, pasted into the location as it stands in the report. */
    static Cure pasted() {
        return new Cure() {
            @Override
            public boolean advised(Remedies said) {
                return !said.nginx().isEmpty();
            }

            @Override
            public String location(String directives, Remedies said) {
                return Paste.into(directives, said.nginx());
            }
        };
    }

    /** The same, pasted into the upstream block. */
    static Cure pastedIntoUpstream() {
        return new Cure() {
            @Override
            public boolean advised(Remedies said) {
                return !said.nginx().isEmpty();
            }

            @Override
            public String upstream(String directives, Remedies said) {
                return Paste.into(directives, said.nginx());
            }
        };
    }

    /** The service is set up differently, as the remedy with this word says. */
    static Cure setting(String advice, Consumer<ServiceUnderTest.Recipe> change) {
        return new Cure() {
            @Override
            public boolean advised(Remedies said) {
                return said.service().contains(advice);
            }

            @Override
            public boolean restarts() {
                return true;
            }

            @Override
            public void service(ServiceUnderTest.Recipe recipe) {
                change.accept(recipe);
            }
        };
    }

    /** The service does it another way, as the remedy with this word says. */
    static Cure code(String advice, Function<Rig, Answer> happening) {
        return new Cure() {
            @Override
            public boolean advised(Remedies said) {
                return said.service().contains(advice);
            }

            @Override
            public Answer happen(Fault fault, Rig rig) {
                return happening.apply(rig);
            }
        };
    }
}
