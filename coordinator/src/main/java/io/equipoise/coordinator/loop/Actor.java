package io.equipoise.coordinator.loop;

import io.equipoise.coordinator.guard.BalloonWatch;
import io.equipoise.coordinator.guard.Ruling;
import io.equipoise.coordinator.host.Host;
import io.equipoise.coordinator.host.Ticker;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.Decision;

/** Carries out on the host what the guards left of a plan. */
final class Actor {
    /** The host's answer to an action that it took. */
    static final String OK = "ok";

    private final Host host;
    private final Ticker ticker;
    private final BalloonWatch balloons;

    Actor(Host host, Ticker ticker, BalloonWatch balloons) {
        this.host = host;
        this.ticker = ticker;
        this.balloons = balloons;
    }

    /** The decision with what was sent and answered; the same one where nothing is left to do. */
    Decision carryOut(Ruling ruling, Decision decision) {
        Change left = ruling.left();
        if (left == null) {
            return decision;
        }
        long sent = ticker.utcMicros();
        String answer = left instanceof Pin pin
                ? host.pin(pin.domain(), pin.vcpu(), pin.affinity())
                : host.balloon(left.domain(), ((Balloon) left).kib());
        if (left instanceof Balloon balloon && answer.equals(OK)) {
            balloons.sent(balloon.domain(), balloon.kib());
        }
        return DecisionRows.answered(decision, sent, answer);
    }
}
