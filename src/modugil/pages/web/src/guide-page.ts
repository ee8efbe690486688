// Somebody is guided.
document.documentElement.classList.add("scripted");
