package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Keys;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;

/** nginx speaks plain HTTP where the service takes nothing but TLS. */
record PlainToEncrypted() implements Fault {

    @Override
    public String what() {
        return "`http` to a port that takes nothing but TLS";
    }

    @Override
    public Expected expected() {
        return Expected.answer(400, "").standsAs("not-listening");
    }

    @Override
    public void service(ServiceUnderTest.Recipe recipe) {
        recipe.jvm("-Dapp.keys=" + Keys.made()).jvm("-Dapp.keysPassword=" + Keys.PASSWORD);
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
