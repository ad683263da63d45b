/** Makers of small traces for tests; nothing of them was measured. */
package io.equipoise.replay.made;
