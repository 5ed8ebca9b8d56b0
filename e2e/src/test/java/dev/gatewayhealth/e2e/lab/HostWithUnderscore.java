package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** The name of an upstream block, sent as {@code Host}, is none for Tomcat. */
record HostWithUnderscore() implements Fault {

    @Override
    public String what() {
        return "an underscore in the name of the upstream block";
    }

    @Override
    public Expected expected() {
        return Expected.answer(400, "").standsAs("host-invalid");
    }

    @Override
    public String location() {
        return "proxy_set_header Host my_app;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/hello");
    }

    @Override
    public Cure cure() {
        return Cure.pasted();
    }
}
