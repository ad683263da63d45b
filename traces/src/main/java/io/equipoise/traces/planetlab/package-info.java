/** Reads days of PlanetLab's CoMon measurements as traces. */
@NullMarked
package io.equipoise.traces.planetlab;

import org.jspecify.annotations.NullMarked;
